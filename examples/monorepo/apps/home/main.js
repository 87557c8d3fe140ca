document.body.dataset.ready = "home";
