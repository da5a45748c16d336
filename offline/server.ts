import { Server, ServerCredentials, type handleUnaryCall, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Cloud, type Contents } from "./account";
import { diagnose } from "./failure";
import {
  providerService,
  type DynamicValue,
  type ApplyRequest,
  type ImportRequest,
  type PlanRequest,
  type ReadRequest,
  type TypedConfig,
  type UpgradeRequest,
} from "./protocol";
import { Provider } from "./provider";
import type { Caller } from "./settings";

/** What the provider is started with. */
export interface ServerOptions extends Partial<Caller> {
  /** JSON file of the accounts (`offline/account.ts` has its form); in memory without it. */
  readonly account?: string;
  /** What exists at first, when the accounts are kept in memory. */
  readonly seed?: Contents;
}

/** A provider that is up. */
export interface OfflineServer {
  /** The value of `TF_REATTACH_PROVIDERS`. */
  readonly reattach: string;
  /** The accounts, to look into or to prepare. */
  readonly cloud: Cloud;
  stop(): Promise<void>;
}

/** The caller, when nothing else is said: AWS's own example account. */
export const DEFAULT_CALLER: Caller = { accountId: "123456789012", region: "eu-west-1" };

/** The addresses under which Terraform and OpenTofu know the provider. */
const ADDRESSES = ["registry.terraform.io/hashicorp/aws", "registry.opentofu.org/hashicorp/aws"];

/**
 * Starts the provider on a Unix socket in a folder of its own, which only this user can enter.
 *
 * Terraform opens one connection for each provider configuration, but gRPC does not tell connections through a Unix
 * socket apart. So each accepted connection gets an address before gRPC sees it.
 */
export async function startServer(options: ServerOptions = {}): Promise<OfflineServer> {
  const { account, seed, accountId, region } = { ...DEFAULT_CALLER, ...options };
  const cloud = new Cloud(account, seed);
  const provider = new Provider(cloud, { accountId, region });

  const grpc = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  grpc.addService(providerService(), handlers(provider));
  const injector = grpc.createConnectionInjector(ServerCredentials.createInsecure());
  const sockets = new Set<Socket>();
  let connections = 0;
  const listener = createServer((socket) => {
    const connection = `connection-${++connections}`;
    Object.defineProperty(socket, "remoteAddress", { value: connection });
    sockets.add(socket);
    socket.on("close", () => {
      sockets.delete(socket);
      provider.disconnect(connection);
    });
    injector.injectConnection(socket);
  });

  const folder = mkdtempSync(join(tmpdir(), "offline-aws-"));
  const path = join(folder, "provider.sock");
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject).listen(path, resolve);
  });
  const entry = {
    Protocol: "grpc",
    ProtocolVersion: 5,
    Pid: process.pid,
    Test: true,
    Addr: { Network: "unix", String: path },
  };
  return {
    reattach: JSON.stringify(Object.fromEntries(ADDRESSES.map((address) => [address, entry]))),
    cloud,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        injector.destroy();
        grpc.forceShutdown();
        listener.close(() => {
          rmSync(folder, { recursive: true, force: true });
          resolve();
        });
      }),
  };
}

/** The protocol's calls. Every error becomes a diagnostic, which Terraform shows beside the resource. */
function handlers(provider: Provider): UntypedServiceImplementation {
  return {
    GetSchema: unary(() => provider.schema()),
    PrepareProviderConfig: unary(({ config }: ConfigRequest) => ({ prepared_config: config })),
    ValidateResourceTypeConfig: unary((request: TypedConfig) => ({ diagnostics: provider.validateResource(request) })),
    ValidateDataSourceConfig: unary(() => ({})),
    UpgradeResourceState: unary((request: UpgradeRequest) => ({ upgraded_state: provider.upgrade(request) })),
    Configure: unary(({ config }: ConfigRequest, connection) => {
      provider.configure(connection, config);
      return {};
    }),
    ReadResource: unary((request: ReadRequest, connection) => ({ new_state: provider.read(connection, request) })),
    PlanResourceChange: unary((request: PlanRequest, connection) => provider.plan(connection, request)),
    ApplyResourceChange: unary((request: ApplyRequest, connection) => provider.apply(connection, request)),
    ImportResourceState: unary((request: ImportRequest, connection) => provider.importState(connection, request)),
    ReadDataSource: unary((request: TypedConfig, connection) => ({ state: provider.readData(connection, request) })),
    Stop: unary(() => ({})),
  };
}

interface ConfigRequest {
  readonly config: DynamicValue;
}

function unary<Request>(answer: (request: Request, connection: string) => object): handleUnaryCall<Request, object> {
  return (call, callback) => {
    let response: object;
    try {
      response = answer(call.request, call.getPeer());
    } catch (error) {
      response = { diagnostics: [diagnose(error)] };
    }
    callback(null, response);
  };
}
