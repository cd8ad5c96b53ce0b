/** UTF-16 code units of the name of a canvas, a workspace, a version, a person. */
export const nameTextMax = 100
