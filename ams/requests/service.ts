import { parseArn } from "../../aws/arn";
import { CHANGE_TYPES } from "../change-types";
import type { RfcSource, Rfc } from "../request";

/** "Request access by submitting a Management | AWS service | Self-provisioned service | Add". */
export function addService({ name, environment }: RfcSource): Rfc[] {
  const providers = samlProviderNames(environment.federation.saml?.provider_arns ?? []);
  return [
    {
      changeType: CHANGE_TYPES.addService,
      title: `Add Amazon SageMaker (${name})`,
      parameters: {
        DocumentName: "AWSManagedServices-HandleCreateSSPSResources-Admin",
        Region: environment.region,
        Parameters: {
          ServiceName: "Amazon SageMaker",
          ...(providers.length > 0 && { SAMLProviders: providers.join(",") }),
        },
      },
      notes: [
        "AMS makes customer_sagemaker_admin_role and AmazonSageMaker-ExecutionRole-Admin with policies of its own, not this environment's.",
        ...(providers.length === 0
          ? ["The environment has no federation.saml: AMS trusts the account's default provider."]
          : []),
      ],
    },
  ];
}

/** The names of SAML providers. */
export function samlProviderNames(arns: readonly string[]): string[] {
  return arns.map((arn) => parseArn(arn)?.resource.slice("saml-provider/".length) ?? arn);
}
