/**
 * What AMS accepts as execution parameters, as its change type reference has it (2026-11): the names, types and patterns
 * of the published schemas, and for the change types whose schema was not read, of the published examples.
 */

type Schema = Readonly<Record<string, unknown>>;

const text = (pattern?: string, max = 500): Schema => ({
  type: "string",
  minLength: 1,
  maxLength: max,
  ...(pattern !== undefined && { pattern }),
});
const list = (items: Schema, max = 60): Schema => ({
  type: "array",
  items,
  minItems: 1,
  maxItems: max,
  uniqueItems: true,
});
const one = (...values: unknown[]): Schema => ({ enum: values });
/** Exactly these properties; those whose names end in ? may be absent. */
const object = (properties: Readonly<Record<string, Schema>>): Schema => {
  const required = Object.keys(properties).filter((name) => !name.endsWith("?"));
  const named = Object.entries(properties).map(([name, schema]) => [name.replace("?", ""), schema]);
  return { type: "object", properties: Object.fromEntries(named) as object, required, additionalProperties: false };
};

const region = text("^([a-z]{2}((-gov))?-[a-z]+-\\d{1})$");
const vpc = text("^vpc-[a-z0-9]{8}$|^vpc-[a-z0-9]{17}$");
const subnet = text("^subnet-[a-z0-9]{8}$|^subnet-[a-z0-9]{17}$");
const group = text("^sg-[a-z0-9]{8}$|^sg-[a-z0-9]{17}$");
const principal = text("^arn:aws:iam::\\d{12}:(role|user)/[/\\w+=,.@-]{1,64}$");
const tags = list(object({ Key: text(undefined, 127), Value: text(undefined, 255) }), 50);
const automation = (document: string, parameters: Schema): Schema =>
  object({ DocumentName: one(document), Region: region, Parameters: parameters });

const port: Schema = { type: "integer", minimum: 0, maximum: 65535 };
const address = "([0-9][0-9]{0,1}|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
const rules = list(
  object({
    Protocol: one("TCP", "UDP"),
    FromPort: port,
    ToPort: port,
    "AddressRanges?": list(text(`^(${address}\\.){3}${address}(/([0-9]|[1-2][0-9]|3[0-2])){1}$`, 64)),
    "SecurityGroupIds?": list(group),
    "Description?": text(undefined, 255),
  }),
);

/** Change type id → schema of its execution parameters. */
export const PARAMETERS: Readonly<Record<string, Schema>> = {
  "ct-1w8z66n899dct": automation(
    "AWSManagedServices-HandleCreateSSPSResources-Admin",
    object({ ServiceName: one("Amazon SageMaker"), "SAMLProviders?": text("^[\\w+=,.@-]{1,256}$") }),
  ),
  "ct-1a68ck03fn98r": automation(
    "AWSManagedServices-CreateBucket",
    object({
      BucketName: text("^(?!ams|aws|mc|cf-templates)[a-z0-9]([-.a-z0-9]+)[a-z0-9]$", 63),
      "ServerSideEncryption?": one("None", "S3ManagedKeys", "KmsManagedKeys"),
      "KMSKeyId?": text("^arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key/([a-f0-9-]{36}|mrk-[a-z0-9]{32})$"),
      "Versioning?": one("Enabled", "Suspended"),
      "EnforceSecureTransport?": { type: "boolean" },
      "Tags?": list(text('^\\{"Key":"[\\w\\s.:/=+@-]{1,127}","Value":"[\\w\\s.:/=+@-]{1,127}"\\}$'), 45),
    }),
  ),
  "ct-3pc215bnwb6p7": object({
    VpcId: vpc,
    SecurityGroupName: text("^(?!sg-)", 255),
    SecurityGroupDescription: text(undefined, 255),
    "TcpUdpIngressRules?": rules,
    "TcpUdpEgressRules?": rules,
    "Tags?": tags,
  }),
  "ct-3oafsdbzjtuqp": object({
    Description: text(),
    VpcId: vpc,
    Name: text(undefined, 255),
    "Tags?": tags,
    StackTemplateId: one("stm-f0cumpt1rfc1p1739"),
    TimeoutInMinutes: { type: "number", minimum: 0, maximum: 360 },
    Parameters: object({
      VpcId: vpc,
      ServiceName: text("^(cn\\.)?com\\.amazonaws\\.|^aws\\.sagemaker\\."),
      SecurityGroups: list(group),
      SubnetIds: list(subnet),
      "EnablePrivateDns?": one("true", "false"),
    }),
  }),
  "ct-128mp7mbxobd0": object({
    Region: region,
    VpcEndpointId: text("^vpce-[a-z0-9]+$"),
    PolicyDocument: text(undefined, 20480),
    PolicyAction: one("Replace", "Append"),
    "Priority?": one("Low", "Medium", "High"),
  }),
  "ct-1e1xtak34nx76": object({ Comment: text(undefined, 5000), "Priority?": one("Low", "Medium", "High") }),
  "ct-2uw99b8hpncnu": object({
    Description: text(),
    Name: text(undefined, 255),
    VpcId: vpc,
    TimeoutInMinutes: { type: "number", minimum: 0, maximum: 60 },
    "Tags?": tags,
    Parameters: object({
      Encrypted: { type: "boolean" },
      "KmsKeyId?": text("^[a-f0-9-]{36}$"),
      PerformanceMode: one("generalPurpose", "maxIO"),
      MountTargets: list(object({ AvailabilityZone: text("^[a-z]{2}-[a-z]+-\\d[a-z]$"), "SubnetId?": subnet })),
    }),
  }),
  "ct-1d84keiri1jhg": automation(
    "AWSManagedServices-CreateKMSKey",
    object({
      Description: text(),
      "Alias?": text("^(?!alias/|aws/)[\\w/-]+$", 250),
      "EnableKeyRotation?": { type: "boolean" },
      "PendingWindow?": { type: "integer", minimum: 7, maximum: 30 },
      "IAMPrincipalsRequiringDecryptPermissions?": list(principal),
      "IAMPrincipalsRequiringEncryptPermissions?": list(principal),
      "IAMPrincipalsRequiringGrantsPermissions?": list(principal),
      "LimitGrantsToAWSResources?": { type: "boolean" },
      "AllowServiceRolesAccessKMSKeys?": list(text("^[a-z0-9-]+\\.[a-z0-9-]+\\.amazonaws\\.com$")),
    }),
  ),
  "ct-27tuth19k52b4": object({
    UseCase: text(undefined, 5000),
    "IAM Policy?": list(
      object({
        PolicyName: text("^[\\w+=,.@-]{1,128}$"),
        PolicyType: one("managed", "inline"),
        PolicyDocument: text(undefined, 20480),
        "RelatedResources?": list(text()),
      }),
    ),
    Operation: one("Update"),
    "Priority?": one("Low", "Medium", "High"),
  }),
  "ct-3hox8uwjgze1f": automation(
    "AWSManagedServices-HandleCreateSamlProvider-Admin",
    object({ SAMLMetadataDocumentURL: list(text("^s3://"), 1), "Name?": list(text("^[\\w._-]{1,128}$"), 1) }),
  ),
};
