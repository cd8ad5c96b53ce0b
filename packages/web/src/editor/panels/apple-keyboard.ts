/** Whether keys are labelled the Apple way. */
export const appleKeyboard = /mac|iphone|ipad/i.test(navigator.userAgent)
