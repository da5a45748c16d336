import type { Request } from "../policy/document";

/** The context keys that hold a request's time. @param at Milliseconds since 1970. */
export function instant(at: number): Request["context"] {
  return { "aws:CurrentTime": new Date(at).toISOString(), "aws:EpochTime": String(Math.floor(at / 1000)) };
}
