import { describeVite } from "./vite-scenarios.ts";

describeVite("vite", 8);
