/**
 * The change types of AMS Advanced that what this project makes would take.
 *
 * All are from public documentation, the AMS Advanced Change Type Reference. Versions change: AMS answers which it has
 * to `aws amscm list-change-type-version-summaries --filter Attribute=ChangeTypeId,Value=ID`.
 */

/** When the reference was last looked at. */
export const LOOKED_UP = "2026-11";

export interface ChangeType {
  readonly id: string;
  readonly version: string;
  /** Category | Subcategory | Item | Operation, as the console's "Choose by category" has them. */
  readonly classification: string;
  /** Name of its page in the reference. */
  readonly page: string;
  /** What its parameters were checked against: the published schema, or the published examples alone. */
  readonly checkedBy: "schema" | "examples";
}

/** The address of a change type's page. */
export function pageOf({ page }: ChangeType): string {
  return `https://docs.aws.amazon.com/managedservices/latest/ctref/${page}.html`;
}

const ADVANCED = "Deployment | Advanced stack components";

export const CHANGE_TYPES = {
  addService: {
    id: "ct-1w8z66n899dct",
    version: "1.0",
    classification: "Management | AWS service | Self-provisioned service | Add",
    page: "management-aws-self-provisioned-service-add",
    checkedBy: "schema",
  },
  createBucket: {
    id: "ct-1a68ck03fn98r",
    version: "5.0",
    classification: `${ADVANCED} | S3 storage | Create`,
    page: "deployment-advanced-s3-storage-create",
    checkedBy: "schema",
  },
  createSecurityGroup: {
    id: "ct-3pc215bnwb6p7",
    version: "1.0",
    classification: `${ADVANCED} | Security group | Create`,
    page: "deployment-advanced-security-group-create",
    checkedBy: "schema",
  },
  createVpcEndpoint: {
    id: "ct-3oafsdbzjtuqp",
    version: "1.0",
    classification: `${ADVANCED} | VPC endpoint (interface) | Create`,
    page: "deployment-advanced-vpc-endpoint-interface-create",
    checkedBy: "examples",
  },
  updateEndpointPolicy: {
    id: "ct-128mp7mbxobd0",
    version: "1.0",
    classification: "Management | Advanced stack components | VPC endpoint | Update policy (managed automation)",
    page: "management-advanced-vpc-endpoint-update-policy-managed-automation",
    checkedBy: "examples",
  },
  createOther: {
    id: "ct-1e1xtak34nx76",
    version: "1.0",
    classification: "Management | Other | Other | Create",
    page: "management-other-other-create-review-required",
    checkedBy: "examples",
  },
  createFileSystem: {
    id: "ct-2uw99b8hpncnu",
    version: "1.0",
    classification: `${ADVANCED} | Elastic File System (EFS) | Create`,
    page: "deployment-advanced-elastic-file-system-efs-create",
    checkedBy: "examples",
  },
  createKey: {
    id: "ct-1d84keiri1jhg",
    version: "2.0",
    classification: `${ADVANCED} | KMS key | Create`,
    page: "deployment-advanced-kms-key-create",
    checkedBy: "examples",
  },
  updateIam: {
    id: "ct-27tuth19k52b4",
    version: "2.0",
    classification:
      "Management | Advanced stack components | Identity and Access Management (IAM) | Update entity or policy (managed automation)",
    page: "management-advanced-identity-and-access-management-iam-update-entity-or-policy-managed-automation",
    checkedBy: "examples",
  },
  createSamlProvider: {
    id: "ct-3hox8uwjgze1f",
    version: "1.0",
    classification: `${ADVANCED} | Identity and Access Management (IAM) | Create SAML identity provider`,
    page: "deployment-advanced-identity-and-access-management-iam-create-saml-identity-provider",
    checkedBy: "examples",
  },
} as const satisfies Readonly<Record<string, ChangeType>>;
