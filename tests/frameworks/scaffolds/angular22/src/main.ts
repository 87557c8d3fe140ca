import { Component } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";

@Component({ selector: "app-root", template: "<main>Page 1</main>" })
class App {}

bootstrapApplication(App);
