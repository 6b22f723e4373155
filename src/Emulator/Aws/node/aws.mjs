// node aws.mjs DATA: SQS and S3 (fauxqs) and DynamoDB (dynalite) on 127.0.0.1, with their data in DATA.
// Prints one JSON line, {"sqs":port,"dynamoDb":port} or {"error":text}; exits when its stdin closes.
// SQS_S3_PORT and DYNAMODB_PORT set the ports. Default: any free port.
import { mkdirSync } from "node:fs";
import { join } from "node:path";

const data = process.argv[2];
const port = (name) => Number(process.env[name] ?? 0);
const answer = (value) => process.stdout.write(JSON.stringify(value) + "\n");
let ready = false;

const text = (error) => String(error?.cause?.message ?? error?.message ?? error);

function fail(error) {
  if (ready) {
    // A client that disconnects during a request must not stop the emulators.
    process.stderr.write(`${error?.stack ?? error}\n`);
    return;
  }
  process.stdout.write(JSON.stringify({ error: text(error) }) + "\n", () => process.exit(1));
}

// Only dynalite throws outside of any try block.
process.on("uncaughtException", (error) => fail(ready ? error : `dynamodb: ${text(error)}`));
// Ctrl-C reaches the whole process group; the parent decides when this process exits.
process.on("SIGINT", () => {});
process.on("SIGHUP", () => {});

// Keeps idle connections open longer than any client keeps them in its pool.
const keepAliveTimeout = 600_000;
const host = "127.0.0.1";

async function startDynamoDb() {
  const path = join(data, "dynamodb");
  mkdirSync(path, { recursive: true });
  const { default: dynalite } = await import("dynalite");
  const server = dynalite({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  server.keepAliveTimeout = keepAliveTimeout;
  await new Promise((done, failed) => server.once("error", failed).listen({ port: port("DYNAMODB_PORT"), host }, done));
  await listTables(server.address().port);
  return server;
}

// The first request opens the database. Sending it here detects a corrupt database now.
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
  const { startFauxqs } = await import("./fauxqs.mjs");
  try {
    return await startFauxqs(join(data, "sqs-s3"), { port: port("SQS_S3_PORT"), host }, keepAliveTimeout);
  } catch (error) {
    throw new Error(`sqs-s3: ${text(error)}`);
  }
}

const [dynamoDb, sqs] = await Promise.all([startDynamoDb(), startSqsAndS3()]).catch((error) => {
  fail(error);
  return new Promise(() => {});
});
ready = true;
answer({ sqs: sqs.server.address().port, dynamoDb: dynamoDb.address().port });

async function end() {
  setTimeout(() => process.exit(0), 2_000).unref();
  dynamoDb.closeAllConnections();
  await Promise.allSettled([sqs.close(), new Promise((done) => dynamoDb.close(done))]);
  process.exit(0);
}

process.stdin.on("end", end).on("close", end).resume();
