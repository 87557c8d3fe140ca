export default { title: "A", component: () => <p>A 1</p> };
export const One = {};
