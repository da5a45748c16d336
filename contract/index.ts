import type { Clause } from "./clause";
import { passRole } from "./clauses/n1-pass-role";
import { secrets } from "./clauses/n2-secrets";
import { codeCommit } from "./clauses/n3-codecommit";
import { ecr } from "./clauses/n4-ecr";
import { s3 } from "./clauses/n5-s3";
import { logs } from "./clauses/n6-logs";
import { metrics } from "./clauses/n7-metrics";
import { dashboards } from "./clauses/n8-dashboards";
import { topics } from "./clauses/n9-topics";
import { adminRole } from "./clauses/r1-admin-role";
import { serviceRole } from "./clauses/r2-service-role";
import { noPeople } from "./clauses/r3-no-people";
import { sageMaker } from "./clauses/s0-sagemaker";

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
];
