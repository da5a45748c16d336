import type { Clause } from "../clause";
import { fullAccess } from "./grants/d1-full-access";
import { elevation } from "./features/d2-elevation";
import { scaling } from "./features/d3-scaling";
import { tags } from "./denies/e1-tags";
import { noMoreRights } from "./denies/e2-no-more-rights";
import { notebookUrl } from "./denies/e3-notebook-url";
import { lifecycle } from "./denies/e4-lifecycle";
import { network } from "./denies/e5-network";
import { ownAccount } from "./denies/e6-own-account";
import { jobsProfile } from "./execution-role/j1-jobs";
import { notebookProfile } from "./execution-role/j2-notebook";
import { noMoreThanPeople } from "./execution-role/j3-no-more-than-people";
import { keyPolicy } from "./features/k1-key";
import { passRole } from "./grants/n1-pass-role";
import { secrets } from "./grants/n2-secrets";
import { codeCommit } from "./grants/n3-codecommit";
import { ecr } from "./grants/n4-ecr";
import { s3 } from "./grants/n5-s3";
import { logs } from "./grants/n6-logs";
import { metrics } from "./grants/n7-metrics";
import { dashboards } from "./grants/n8-dashboards";
import { topics } from "./grants/n9-topics";
import { bucketPolicy } from "./features/p1-bucket";
import { fileSystem } from "./features/p2-file-system";
import { securityGroups } from "./features/p3-security-groups";
import { endpointPolicies } from "./features/p4-vpc-endpoints";
import { logGroups } from "./features/p5-log-groups";
import { adminRole } from "./who/r1-admin-role";
import { executionRole } from "./who/r2-execution-role";
import { noPeople } from "./who/r3-no-people";
import { sageMaker } from "./grants/s0-sagemaker";
import { workforceRole } from "./features/w1-workforce";
import { studio } from "./denies/x1-studio";
import { privateWorkforce } from "./denies/x2-private-workforce";
import { vpcEndpoints } from "./denies/x3-vpc-endpoints";
import { autoscaling } from "./denies/x4-autoscaling";

/** The access contract, in the order in which it is read. A clause that is not listed here does not exist. */
export const CLAUSES: readonly Clause[] = [
  adminRole,
  executionRole,
  noPeople,
  sageMaker,
  passRole,
  secrets,
  codeCommit,
  ecr,
  s3,
  logs,
  metrics,
  dashboards,
  topics,
  fullAccess,
  studio,
  privateWorkforce,
  vpcEndpoints,
  autoscaling,
  tags,
  noMoreRights,
  notebookUrl,
  lifecycle,
  network,
  ownAccount,
  jobsProfile,
  notebookProfile,
  noMoreThanPeople,
  elevation,
  scaling,
  bucketPolicy,
  fileSystem,
  securityGroups,
  endpointPolicies,
  logGroups,
  keyPolicy,
  workforceRole,
];
