// SQS features missing from fauxqs 2.4.1: trace headers and message move tasks.
import { setTimeout as delay } from "node:timers/promises";
import { SqsError } from "./node_modules/fauxqs/dist/common/errors.js";
import { PersistenceManager } from "./node_modules/fauxqs/dist/persistence.js";
import { SqsStore } from "./node_modules/fauxqs/dist/sqs/sqsStore.js";

const trace = "AWSTraceHeader";

// fauxqs writes null to a NOT NULL column, and so loses a message whose visibility timeout is set to 0.
PersistenceManager.prototype.updateMessageReady = function (id) {
  this.db.prepare("UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?").run(id);
};

// The trace header is stored as a message attribute, which moves with the message, but is excluded from the attributes' digest.
const createMessage = SqsStore.createMessage;
SqsStore.createMessage = (body, attributes = {}, ...rest) => {
  const { [trace]: _, ...own } = attributes;
  return { ...createMessage(body, own, ...rest), messageAttributes: attributes };
};

function keepTrace(entry) {
  const header = entry.MessageSystemAttributes?.[trace];
  if (header) {
    entry.MessageAttributes = { ...entry.MessageAttributes, [trace]: header };
  }
}

function showTrace(message, wanted) {
  const { [trace]: header, ...own } = message.MessageAttributes ?? {};
  if (header) {
    if (Object.keys(own).length > 0) {
      message.MessageAttributes = own;
    } else {
      delete message.MessageAttributes;
      delete message.MD5OfMessageAttributes;
    }
    if (wanted) {
      message.Attributes = { ...message.Attributes, [trace]: header.StringValue };
    }
  }
}

function queueOf(store, arn) {
  const queue = store.getQueueByArn(arn);
  if (!queue) {
    throw new SqsError("ResourceNotFoundException", "The resource that you specified for the SourceArn parameter doesn't exist.", 404);
  }
  return queue;
}

const deadLettersOf = (queue) => JSON.parse(queue.attributes.RedrivePolicy || "{}").deadLetterTargetArn;

/** The tasks since the start, newest first. */
class MoveTasks {
  #tasks = [];
  #store;

  constructor(store) {
    this.#store = store;
  }

  StartMessageMoveTask({ SourceArn, DestinationArn, MaxNumberOfMessagesPerSecond }) {
    const source = queueOf(this.#store, SourceArn);
    const feeder = [...this.#store.allQueues()].find((queue) => deadLettersOf(queue) === SourceArn);
    if (!feeder) {
      throw new SqsError("InvalidParameterValue", "Source queue must be configured as a Dead Letter Queue.");
    }
    if (this.#tasks.some((task) => task.SourceArn === SourceArn && task.TaskHandle)) {
      throw new SqsError("UnsupportedOperation", "There is already a task running for this source queue.");
    }
    const task = {
      TaskHandle: crypto.randomUUID(),
      Status: "RUNNING",
      SourceArn,
      DestinationArn,
      MaxNumberOfMessagesPerSecond,
      ApproximateNumberOfMessagesMoved: 0,
      ApproximateNumberOfMessagesToMove: Number(source.getAttribute("ApproximateNumberOfMessages")),
      StartedTimestamp: Date.now(),
    };
    this.#tasks.unshift(task);
    this.#move(task, source, DestinationArn ? queueOf(this.#store, DestinationArn) : feeder);
    return { TaskHandle: task.TaskHandle };
  }

  ListMessageMoveTasks({ SourceArn, MaxResults = 1 }) {
    queueOf(this.#store, SourceArn);
    return { Results: this.#tasks.filter((task) => task.SourceArn === SourceArn).slice(0, MaxResults) };
  }

  CancelMessageMoveTask({ TaskHandle }) {
    const task = this.#tasks.find((task) => task.TaskHandle === TaskHandle);
    if (!task) {
      throw new SqsError("ResourceNotFoundException", "The task does not exist.", 404);
    }
    task.Status = "CANCELLING";
    return { ApproximateNumberOfMessagesMoved: task.ApproximateNumberOfMessagesMoved };
  }

  async #move(task, source, destination) {
    while (task.Status === "RUNNING") {
      const [message] = source.dequeue(1, 30);
      if (!message) {
        break;
      }
      destination.enqueue(SqsStore.createMessage(message.Body, message.MessageAttributes));
      source.deleteMessage(message.ReceiptHandle);
      task.ApproximateNumberOfMessagesMoved++;
      await delay(1000 / (task.MaxNumberOfMessagesPerSecond ?? 500));
    }
    task.Status = task.Status === "CANCELLING" ? "CANCELLED" : "COMPLETED";
    delete task.TaskHandle;
  }
}

/** Adds the missing features to the app. */
export function completeSqs(app, store) {
  const tasks = new MoveTasks(store);
  const actionOf = (request) => request.headers["x-amz-target"]?.replace("AmazonSQS.", "");
  app.addHook("preHandler", async (request, reply) => {
    const action = actionOf(request);
    if (action?.endsWith("MessageMoveTask") || action === "ListMessageMoveTasks") {
      reply.header("content-type", "application/x-amz-json-1.0");
      try {
        return reply.send(tasks[action](request.body));
      } catch (error) {
        return reply.status(error.statusCode).header("x-amzn-query-error", error.queryErrorHeader).send(error.toJSON());
      }
    }
    if (action === "SendMessage" || action === "SendMessageBatch") {
      [request.body, ...(request.body.Entries ?? [])].forEach(keepTrace);
    } else if (action === "ReceiveMessage") {
      request.body.MessageAttributeNames = [...(request.body.MessageAttributeNames ?? []), trace];
    }
  });
  app.addHook("preSerialization", async (request, _reply, answer) => {
    if (actionOf(request) === "ReceiveMessage") {
      const { AttributeNames = [], MessageSystemAttributeNames = [] } = request.body;
      const wanted = [...AttributeNames, ...MessageSystemAttributeNames].some((name) => name === "All" || name === trace);
      answer.Messages?.forEach((message) => showTrace(message, wanted));
    }
    return answer;
  });
}
