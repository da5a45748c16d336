import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../config/load";
import { formatProblem } from "../config/problem";
import v29 from "../policy/AmazonSageMakerFullAccess.v29.json";
import { settingsOf } from "../contract/from-environment";
import { parsePolicy } from "../policy/parse";
import type { Setting } from "./can-decide";
import { InputError } from "./output";

/**
 * The settings of an environment's file.
 *
 * @throws InputError where there is no such file, or something is wrong with it.
 */
export function environmentSetting(name: string): Setting {
  const file = join("environments", `${name}.yaml`);
  if (!/^[\w.-]+$/.test(name) || !existsSync(file)) {
    throw new InputError(`there is no environment ${JSON.stringify(name)}: no file ${file}`);
  }
  const { environments, problems } = loadEnvironments([file]);
  const [loaded] = environments;
  if (problems.length > 0 || !loaded) throw new InputError(problems.map(formatProblem).join("\n"));
  const { environment } = loaded;
  const fullAccess = environment.roles.execution.profile === "full-access";
  return {
    settings: settingsOf(environment),
    others: fullAccess ? [parsePolicy(v29, "AmazonSageMakerFullAccess")] : [],
  };
}
