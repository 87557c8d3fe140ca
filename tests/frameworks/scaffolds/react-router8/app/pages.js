export const pages = { "/": "index", "/about": "about", "/posts/one": "one" };
