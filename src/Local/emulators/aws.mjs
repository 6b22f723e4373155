// node aws.mjs DATA: SQS and S3 (fauxqs) and DynamoDB (dynalite) on 127.0.0.1, their data kept under DATA.
// Prints one JSON line, {"sqs":port,"dynamoDb":port} or {"error":text}; ends when its stdin does.
// SQS_S3_PORT and DYNAMODB_PORT choose the ports; without them any free one is taken.
import { mkdirSync } from "node:fs";
import { Server } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

const data = process.argv[2];
const port = (name) => Number(process.env[name] ?? 0);
const answer = (value) => process.stdout.write(JSON.stringify(value) + "\n");
let ready = false;

const text = (error) => String(error?.cause?.message ?? error?.message ?? error);

function fail(error) {
  if (ready) {
    // A client that hangs up in the middle of a request must not take the emulators with it.
    process.stderr.write(`${error?.stack ?? error}\n`);
    return;
  }
  process.stdout.write(JSON.stringify({ error: text(error) }) + "\n", () => process.exit(1));
}

// Only dynalite throws where nobody can catch it.
process.on("uncaughtException", (error) => fail(ready ? error : `dynamodb: ${text(error)}`));
// Ctrl-C reaches the whole process group; the parent decides when we end.
process.on("SIGINT", () => {});
process.on("SIGHUP", () => {});

// fauxqs asks for 0.0.0.0. Idle connections are kept longer than any client keeps them in its pool.
const listen = Server.prototype.listen;
Server.prototype.listen = function (options, ...rest) {
  this.keepAliveTimeout = 600_000;
  return listen.call(this, { ...options, host: "127.0.0.1" }, ...rest);
};

// fauxqs 2.4.1 writes null into these columns, of which one may not be null, when a message is made visible at once
// (visibility timeout 0), and loses the message by it.
const prepare = DatabaseSync.prototype.prepare;
DatabaseSync.prototype.prepare = function (sql) {
  return prepare.call(this, sql.replace(/(approximate_\w+) = \?/g, "$1 = coalesce(?, $1)"));
};

async function startDynamoDb() {
  const path = join(data, "dynamodb");
  mkdirSync(path, { recursive: true });
  const { default: dynalite } = await import("dynalite");
  const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise((done, failed) => server.once("error", failed).listen({ port: port("DYNAMODB_PORT") }, done));
  await listTables(server.address().port);
  return server;
}

// The database is opened by the first request: make it ours, so that a broken one is found now.
async function listTables(number) {
  await fetch(`http://127.0.0.1:${number}/`, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": "DynamoDB_20120810.ListTables",
      "x-amz-date": "20260101T000000Z",
      authorization: "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0",
    },
    body: "{}",
  });
}

async function startSqsAndS3() {
  const dataDir = join(data, "sqs-s3");
  mkdirSync(dataDir, { recursive: true });
  const { startFauxqs } = await import("fauxqs");
  try {
    return await startFauxqs({ port: port("SQS_S3_PORT"), dataDir, logger: false });
  } catch (error) {
    throw new Error(`sqs-s3: ${text(error)}`);
  }
}

const [dynamoDb, sqs] = await Promise.all([startDynamoDb(), startSqsAndS3()]).catch((error) => {
  fail(error);
  return new Promise(() => {});
});
ready = true;
answer({ sqs: sqs.port, dynamoDb: dynamoDb.address().port });

async function end() {
  setTimeout(() => process.exit(0), 2_000).unref();
  dynamoDb.closeAllConnections();
  await Promise.allSettled([sqs.stop(), new Promise((done) => dynamoDb.close(done))]);
  process.exit(0);
}

process.stdin.on("end", end).on("close", end).resume();
