import type { Lane } from "../engine/lane";
import { detailsLane } from "./details";
import { elevations } from "./elevations";
import { environments } from "./environments";
import { imports } from "./imports";
import { plans } from "./plans";
import { policies } from "./policies";
import { requestsLane } from "./requests";
import { stacksLane } from "./stacks";

/** Every kind of input from outside. */
export const LANES: readonly Lane[] = [
  environments,
  elevations,
  imports,
  plans,
  stacksLane,
  detailsLane,
  policies,
  requestsLane,
];
