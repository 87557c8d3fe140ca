export const pages = ["/", "/about", "/posts/one"];
