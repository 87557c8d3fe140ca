import { describeRollup } from "./rollup-scenarios.ts";

describeRollup("rolldown", 1);
