import { describeVite } from "./vite-scenarios.ts";

describeVite("vite6", 6);
