import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What a stand-in for GitHub's API answers: as it should, or that it may not. */
export type Answers = "well" | "forbidden";

interface Comment {
  readonly id: number;
  readonly user: { readonly login: string };
  body: string;
}

interface Status {
  readonly sha: string;
  readonly state: string;
  readonly context: string;
  readonly target_url: string;
  readonly creator: { readonly login: string };
}

const BOT = { login: "github-actions[bot]" };

/** A stand-in for the parts of GitHub's API that the pipelines call, and for the states of their stacks. */
export class GitHubApi {
  readonly comments: Comment[] = [];
  /** The newest first, as GitHub lists them. */
  readonly statuses: Status[] = [];
  readonly states = new Map<string, string>();
  answers: Answers = "well";
  /** The pull request whose merge made a commit. */
  merged: { readonly commit: string; readonly head: string } | undefined;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        const [status, answer] = this.answer(request.method ?? "", request.url ?? "", body);
        response.writeHead(status).end(answer);
      });
    });
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(method: string, url: string, body: string): [status: number, body: string] {
    if (url.startsWith("/state/")) return this.state(method, url, body);
    if (this.answers === "forbidden") return [403, "Resource not accessible by integration"];
    const fields = (body === "" ? {} : JSON.parse(body)) as Record<string, string>;
    const [, issue] = /^\/repos\/acme\/access\/issues\/(\d+)\/comments$/.exec(url) ?? [];
    if (issue !== undefined && method === "GET") return [200, JSON.stringify(this.comments)];
    if (issue !== undefined && method === "POST") {
      this.comments.push({ id: this.comments.length + 1, user: BOT, body: fields.body ?? "" });
      return [201, "{}"];
    }
    const [, id] = /^\/repos\/acme\/access\/issues\/comments\/(\d+)$/.exec(url) ?? [];
    const comment = this.comments.find((one) => String(one.id) === id);
    if (comment && method === "PATCH") {
      comment.body = fields.body ?? "";
      return [200, "{}"];
    }
    const [, sha = ""] = /^\/repos\/acme\/access\/statuses\/(\w+)$/.exec(url) ?? [];
    if (sha && method === "POST") {
      const { state = "", context = "", target_url = "" } = fields;
      this.statuses.unshift({ sha, state, context, target_url, creator: BOT });
      return [201, "{}"];
    }
    const [, commit, what] = /^\/repos\/acme\/access\/commits\/(\w+)\/(pulls|statuses)$/.exec(url) ?? [];
    if (what === "statuses") return [200, JSON.stringify(this.statuses.filter((one) => one.sha === commit))];
    if (what === "pulls") {
      const found = this.merged?.commit === commit ? this.merged : undefined;
      return [200, JSON.stringify(found ? [{ merge_commit_sha: commit, head: { sha: found.head } }] : [])];
    }
    return [404, `${method} ${url}: not expected here`];
  }

  /** Terraform's http backend. */
  private state(method: string, url: string, body: string): [status: number, body: string] {
    if (method === "POST") this.states.set(url, body);
    const state = this.states.get(url);
    return state === undefined ? [404, ""] : [200, state];
  }
}
