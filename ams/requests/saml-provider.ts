import { CHANGE_TYPES } from "../change-types";
import { CannotAsk, needed, type RfcSource, type Rfc } from "../request";
import { samlProviderNames } from "./service";

/** "you must onboard the customer_sagemaker_admin_role role in your federation solution" */
export function createSamlProvider(source: RfcSource): Rfc[] {
  const { environment, inputs } = source;
  const saml = needed(environment.federation.saml, "federation.saml", source);
  const names = samlProviderNames(saml.provider_arns);
  const [only, ...others] = names;
  const name = inputs.provider ?? (others.length === 0 ? only : undefined);
  if (name === undefined || !names.includes(name)) {
    throw new CannotAsk(
      `--provider: found ${inputs.provider ?? "nothing"}; allowed, since the environment has several: ${names.join(", ")}`,
    );
  }
  if (inputs.metadata === undefined) {
    throw new CannotAsk(
      "where is the identity provider's metadata? give --metadata s3://BUCKET/KEY, a bucket of the account",
    );
  }
  return [
    {
      changeType: CHANGE_TYPES.createSamlProvider,
      title: `Create the SAML provider ${name}`,
      parameters: {
        DocumentName: "AWSManagedServices-HandleCreateSamlProvider-Admin",
        Region: environment.region,
        Parameters: { SAMLMetadataDocumentURL: [inputs.metadata], Name: [name] },
      },
      notes: ["Afterwards the role's trust must name the provider; the base stack's trust policy does."],
    },
  ];
}
