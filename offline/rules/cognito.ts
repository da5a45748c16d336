import { render } from "../template";
import type { ObjectValue, Value } from "../values";

/** A client has a secret where it asked for one. */
export const clientSecret = ({ generate_secret: asked, id }: ObjectValue): Value =>
  asked === true ? render("{hex:32}", {}, JSON.stringify(id)) : "";
