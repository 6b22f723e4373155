// Starts fauxqs as its own startFauxqs does, but on one address, and adds missing SQS and S3 features.
import { buildApp } from "fauxqs";
import { PersistenceManager } from "./node_modules/fauxqs/dist/persistence.js";
import { S3Store } from "./node_modules/fauxqs/dist/s3/s3Store.js";
import { SnsStore } from "./node_modules/fauxqs/dist/sns/snsStore.js";
import { SqsStore } from "./node_modules/fauxqs/dist/sqs/sqsStore.js";
import { completeS3 } from "./s3.mjs";
import { completeSqs } from "./sqs.mjs";

export async function startFauxqs(folder, address, keepAliveTimeout) {
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  const persistence = new PersistenceManager(folder);
  // Loads before attaching; otherwise it would write what it reads.
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  for (const part of [...Object.values(stores), ...stores.sqsStore.allQueues()]) {
    part.persistence = persistence;
  }
  const app = buildApp({ logger: false, stores });
  app.addHook("preClose", () => persistence.close());
  completeSqs(app, stores.sqsStore);
  completeS3(app, stores.s3Store);
  app.server.keepAliveTimeout = keepAliveTimeout;
  await app.listen(address);
  return app;
}
