/** UTF-16 code units of the words at a cursor (PR2). */
export const chatTextMax = 80
