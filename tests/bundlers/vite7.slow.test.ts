import { describeVite } from "./vite-scenarios.ts";

describeVite("vite7", 7);
