import type { AccessKind, TypeAccess } from "./access";
import { analytics } from "./analytics";
import { compute } from "./compute";
import { containers } from "./containers";
import { databases } from "./databases";
import { developer } from "./developer";
import { edge } from "./edge";
import { identity } from "./identity";
import { keys } from "./keys";
import { machineLearning } from "./machine-learning";
import { management } from "./management";
import { media } from "./media";
import { messaging } from "./messaging";
import { network } from "./network";
import { s3 } from "./s3";
import { security } from "./security";
import { serverless } from "./serverless";
import { storage } from "./storage";

export type { AccessKind, TypeAccess } from "./access";

/** Every resource type of the pinned hashicorp/aws, by service family: how it bears on access. */
export const TYPES: ReadonlyMap<string, TypeAccess> = new Map(
  [
    identity,
    security,
    keys,
    s3,
    storage,
    network,
    edge,
    compute,
    serverless,
    containers,
    databases,
    analytics,
    machineLearning,
    messaging,
    developer,
    media,
    management,
  ].flatMap((family) => Object.entries(family)),
);

/** The ways in which a resource type carries access: none for one that carries none, undefined for one that is not known. */
export function accessKinds(type: string): readonly AccessKind[] | undefined {
  const access = TYPES.get(type);
  return access && (Object.keys(access).filter((kind) => kind !== "none") as AccessKind[]);
}
