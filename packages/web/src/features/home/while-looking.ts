/** For lists that others change: read again on coming back to the page, and now and then while it is in view. */
export const whileLooking = {
  refetchInterval: 20_000,
  refetchOnWindowFocus: 'always',
  refetchOnMount: 'always',
  // The browser's idea of being off line is wrong for servers on this computer or in the same house.
  networkMode: 'always',
} as const
