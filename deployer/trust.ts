import { PARTITIONS, type Partition } from "../aws/partitions";
import type { PolicyDocument } from "../policy/document";

/** A pipeline that signs in by OpenID Connect. */
export interface Pipeline {
  /** Host of the issuer, which names the identity provider in IAM: `token.actions.githubusercontent.com`. */
  readonly issuer: string;
  /** The exact subject of its tokens. */
  readonly subject: string;
}

/** A branch of a repository on GitHub. Source: "OpenID Connect reference", GitHub Docs. */
export function githubPipeline(repository: string, branch: string): Pipeline {
  return { issuer: "token.actions.githubusercontent.com", subject: `repo:${repository}:ref:refs/heads/${branch}` };
}

/** A branch of a project on GitLab. Source: "Connect to cloud services", GitLab Docs. */
export function gitlabPipeline(project: string, branch: string): Pipeline {
  return { issuer: "gitlab.com", subject: `project_path:${project}:ref_type:branch:ref:${branch}` };
}

/**
 * Lets a pipeline, and nothing else that its issuer signs for, assume a role.
 *
 * @param account Where the role and the identity provider are.
 */
export function pipelineTrust({ issuer, subject }: Pipeline, partition: Partition, account: string): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: {
      Sid: "Pipeline",
      Effect: "Allow",
      Principal: { Federated: `arn:${partition}:iam::${account}:oidc-provider/${issuer}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { [`${issuer}:aud`]: `sts.${PARTITIONS[partition].dnsSuffix}`, [`${issuer}:sub`]: subject },
      },
    },
  };
}

/** Lets one role, that of a pipeline, assume the deployer. */
export function roleTrust(roleArn: string): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: { Sid: "PipelineRole", Effect: "Allow", Principal: { AWS: roleArn }, Action: "sts:AssumeRole" },
  };
}
