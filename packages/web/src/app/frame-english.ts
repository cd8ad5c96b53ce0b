/** Words around every page. */
export const frameEnglish = {
  'frame.home': 'FlowState, to your canvases',
  'frame.account': 'Account',
  'frame.layers': 'Menus',
  'frame.profile': 'Profile and devices',
  'frame.register': 'Create account',
  'frame.signIn': 'Sign in',
  'frame.signOut': 'Sign out',
} as const
