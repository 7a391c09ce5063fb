import type { Member, Role } from './staff.ts';

/** What somebody is, and what that is for; in the order of the newsroom. */
export const roles: readonly { key: Role; name: string; about: string }[] = [
  { key: 'contributor', name: 'Contributor', about: 'writes drafts of their own' },
  { key: 'editor', name: 'Editor', about: 'publishes and corrects everybody’s work' },
  { key: 'chief_editor', name: 'Chief editor', about: 'leads everybody’s work and the front page' },
  { key: 'publisher', name: 'Publisher', about: 'sees to donations' },
  { key: 'administrator', name: 'Administrator', about: 'keeps accounts and settings' },
];

const roleNames = new Map<Role, string>(roles.map(({ key, name }) => [key, name]));

/** `Editor, Publisher`. */
export const roleWords = (of: Role[]): string => of.map((role) => roleNames.get(role) ?? role).join(', ');

/** What an account may do. */
export const rights: readonly { key: string; name: string }[] = [
  { key: 'write', name: 'Write drafts' },
  { key: 'publish', name: 'Publish and correct' },
  { key: 'lead', name: 'Lead everybody’s work' },
  { key: 'donations', name: 'See to donations' },
  { key: 'administer', name: 'Keep accounts and settings' },
];

export const rightName = (right: string): string => rights.find(({ key }) => key === right)?.name ?? right;

export const stateNames = {
  invited: 'Invited',
  active: 'Active',
  suspended: 'Suspended',
} satisfies Record<Member['state'], string>;
