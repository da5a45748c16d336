import type { Clause } from "./clause";
import { fullAccess } from "./clauses/d1-full-access";
import { elevation } from "./clauses/d2-elevation";
import { scaling } from "./clauses/d3-scaling";
import { tags } from "./clauses/e1-tags";
import { noMoreRights } from "./clauses/e2-no-more-rights";
import { notebookUrl } from "./clauses/e3-notebook-url";
import { lifecycle } from "./clauses/e4-lifecycle";
import { jobsProfile } from "./clauses/j1-jobs";
import { notebookProfile } from "./clauses/j2-notebook";
import { noMoreThanPeople } from "./clauses/j3-no-more-than-people";
import { keyPolicy } from "./clauses/k1-key";
import { passRole } from "./clauses/n1-pass-role";
import { secrets } from "./clauses/n2-secrets";
import { codeCommit } from "./clauses/n3-codecommit";
import { ecr } from "./clauses/n4-ecr";
import { s3 } from "./clauses/n5-s3";
import { logs } from "./clauses/n6-logs";
import { metrics } from "./clauses/n7-metrics";
import { dashboards } from "./clauses/n8-dashboards";
import { topics } from "./clauses/n9-topics";
import { bucketPolicy } from "./clauses/p1-bucket";
import { fileSystem } from "./clauses/p2-file-system";
import { securityGroups } from "./clauses/p3-security-groups";
import { endpointPolicies } from "./clauses/p4-vpc-endpoints";
import { adminRole } from "./clauses/r1-admin-role";
import { serviceRole } from "./clauses/r2-service-role";
import { noPeople } from "./clauses/r3-no-people";
import { sageMaker } from "./clauses/s0-sagemaker";
import { workforceRole } from "./clauses/w1-workforce";
import { studio } from "./clauses/x1-studio";
import { privateWorkforce } from "./clauses/x2-private-workforce";
import { vpcEndpoints } from "./clauses/x3-vpc-endpoints";
import { autoscaling } from "./clauses/x4-autoscaling";

/** The access contract, in the order in which it is read. A clause that is not listed here does not exist. */
export const CLAUSES: readonly Clause[] = [
  adminRole,
  serviceRole,
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
  jobsProfile,
  notebookProfile,
  noMoreThanPeople,
  elevation,
  scaling,
  bucketPolicy,
  fileSystem,
  securityGroups,
  endpointPolicies,
  keyPolicy,
  workforceRole,
];
