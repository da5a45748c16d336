import { publishedAction, publishedMatching } from "../../policy/actions";
import type { DenialMessage } from "./denial";

/** A message that names neither who asked nor for what, and where a text has it. */
export interface ShortMessage {
  readonly at: number;
  readonly end: number;
  readonly message: DenialMessage;
}

const CALLED =
  /\((AccessDenied|AccessDeniedException|UnauthorizedOperation|403|Forbidden)\) when calling the (\w{1,64}) operation|<Code>\s{0,20}AccessDenied\s{0,20}<\/Code>/gi;

/** Messages that name neither who asked nor for what: of S3 to other accounts, of HEAD requests, as XML, of other services. */
export function shortMessages(text: string, most: number): ShortMessage[] {
  const found: ShortMessage[] = [];
  for (const match of text.matchAll(CALLED)) {
    const [whole, code, operation = "GetObject"] = match;
    const message = { action: actionOf(operation, code), explicit: false, encoded: false, context: {} };
    if (found.push({ at: match.index, end: match.index + whole.length, message }) >= most) break;
  }
  return found;
}

/** The action of an operation, of S3's before others; of a service that is not known where several have it, or none. */
function actionOf(operation: string, code = ""): string {
  const ofS3 = publishedAction(S3_OPERATIONS[operation] ?? `s3:${operation}`);
  if (ofS3) return ofS3.name;
  const all = publishedMatching(`*:${operation}`).map(({ name }) => name);
  // EC2 alone says so.
  const own = code === "UnauthorizedOperation" ? all.filter((name) => name.startsWith("ec2:")) : all;
  return own.length === 1 ? (own[0] ?? "") : `*:${operation}`;
}

/** Operations of S3 whose action is called otherwise. Source: "Required permissions for Amazon S3 API operations". */
const S3_OPERATIONS: Readonly<Record<string, string>> = {
  HeadObject: "s3:GetObject",
  CopyObject: "s3:PutObject",
  UploadPart: "s3:PutObject",
  CreateMultipartUpload: "s3:PutObject",
  CompleteMultipartUpload: "s3:PutObject",
  DeleteObjects: "s3:DeleteObject",
  HeadBucket: "s3:ListBucket",
  ListObjects: "s3:ListBucket",
  ListObjectsV2: "s3:ListBucket",
  ListBuckets: "s3:ListAllMyBuckets",
};
