import { describeRollup } from "./rollup-scenarios.ts";

describeRollup("rollup", 4);
