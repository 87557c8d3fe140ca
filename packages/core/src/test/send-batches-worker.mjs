// One of several processes that purge with the same key. Reads its orders as JSON from the first argument, prints one
// status for each batch, and leaves its client open: it has to end by itself all the same.
import { join } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

const { folder, name, batches, client } = JSON.parse(argv[2]);
const load = (module) => import(pathToFileURL(join(folder, "dist", module)).href);
const { createEdgeClient } = await load("client/client.js");
const { sendBatches } = await load("client/send-batches.js");
const { createBatch } = await load("client/purge-batch.js");

const toSend = Array.from({ length: batches }, (_, index) => createBatch(11197, "URL", [`/${name}/${index}`]));
const receipts = await sendBatches(toSend, createEdgeClient(client), {});
console.log(receipts.map(({ status, error }) => error?.code ?? status).join("\n"));
