import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { plainEvent, type PlainActivities, plainTaskQueue, plainTopics } from './messages.js';

/** Runs until it is ended; the first line of its output says that it reads. */
const [, , brokers = '', address = '', namespace = ''] = process.argv;
const kafka = new Kafka({
  clientId: 'bench-plain',
  brokers: brokers.split(','),
  logLevel: logLevel.ERROR,
});
const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
await producer.connect();
const activities: PlainActivities = {
  publish: async (event) => {
    const fact = JSON.parse(event) as { readonly subject: string };
    await producer.send({
      topic: plainTopics.journal,
      acks: -1,
      messages: [{ key: fact.subject, value: JSON.stringify({ data: { fact } }) }],
    });
  },
};
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address }),
  namespace,
  taskQueue: plainTaskQueue,
  workflowsPath: fileURLToPath(new URL('./plain-journey.workflow.js', import.meta.url)),
  activities,
});
const running = worker.run();
const client = new Client({ connection: await Connection.connect({ address }), namespace });
const consumer = kafka.consumer({ groupId: 'bench-plain', maxWaitTimeInMs: 100 });
await consumer.connect();
await consumer.subscribe({ topics: [plainTopics.inbound], fromBeginning: true });
consumer.on('consumer.group_join', () => void process.stdout.write('reading\n'));
await consumer.run({
  partitionsConsumedConcurrently: 6,
  eachMessage: async ({ message: { key, value } }) => {
    await client.workflow.signalWithStart('plainJourney', {
      workflowId: `plain/${String(key)}`,
      taskQueue: plainTaskQueue,
      signal: plainEvent,
      signalArgs: [String(value)],
    });
  },
});
await running;
