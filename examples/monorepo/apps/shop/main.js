document.body.dataset.ready = "shop";
