export const greet = () => "어서 오세요";
