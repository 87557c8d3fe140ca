import { describeVite } from "./vite-scenarios.ts";

describeVite("vite5", 5);
