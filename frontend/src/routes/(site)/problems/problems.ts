export type Problem = {
  name: string;
  status: number;
  title: string;
  meaning: string;
  remedy: string;
};

/** Every kind of problem the API can answer with: the last part of a problem's `type` is the name here. */
export const problems: Problem[] = [
  {
    name: 'malformed-request',
    status: 400,
    title: 'The request cannot be read',
    meaning:
      'Something in the request line or the headers breaks the rules of HTTP, or the path holds characters no path may hold.',
    remedy: 'Compare the address with the documentation, and percent-encode what is not a letter, a digit or a hyphen.',
  },
  {
    name: 'invalid-parameter',
    status: 400,
    title: 'A parameter is not valid',
    meaning:
      'A query parameter is known, but its value cannot be used: a limit of 0, a date that does not exist, an expression with an open parenthesis.',
    remedy:
      'The list `errors` names every parameter at fault and says what would be right. Mend them all and ask again.',
  },
  {
    name: 'unknown-parameter',
    status: 400,
    title: 'A parameter is not known',
    meaning:
      'This operation has no such query parameter, or the parameter was given twice. Nothing is ignored here, so that a spelling mistake does not pass for an answer.',
    remedy: '`errors` names the parameter that comes closest. Each parameter may be given once.',
  },
  {
    name: 'unknown-field',
    status: 400,
    title: 'A field is not known',
    meaning: '`fields` or `include` names something this kind of record does not have.',
    remedy: '`errors` names the field that comes closest; the documentation lists them all.',
  },
  {
    name: 'invalid-cursor',
    status: 400,
    title: 'The cursor does not belong to this list',
    meaning:
      'A cursor is the place where one particular list was left, with its filters and its order. This one was made for another list, or was changed on its way.',
    remedy:
      'Take the cursor from `page.next` of the list you are reading, unchanged, and keep the other parameters as they were. Or begin again without one.',
  },
  {
    name: 'malformed-json',
    status: 400,
    title: 'The body is not valid JSON',
    meaning: 'The body of the request could not be parsed. `detail` says at which line and column.',
    remedy: 'Send one JSON document in UTF-8, without comments and without a comma after the last item.',
  },
  {
    name: 'invalid-body',
    status: 400,
    title: 'The body is not valid',
    meaning: 'The body is JSON, but not what this operation expects.',
    remedy: '`errors` points at every fault with a JSON pointer, and says what would be right.',
  },
  {
    name: 'not-authenticated',
    status: 401,
    title: 'Sign in first',
    meaning:
      'This operation is for people or programs the newsroom knows, and the request does not say who it comes from.',
    remedy: 'Send the credentials this operation asks for. What readers may read needs none.',
  },
  {
    name: 'not-permitted',
    status: 403,
    title: 'Not permitted',
    meaning: 'The newsroom knows who is asking, and this is not among the things they may do.',
    remedy: 'Ask the newsroom for the right to do it, or use an account that has it.',
  },
  {
    name: 'not-found',
    status: 404,
    title: 'There is nothing here',
    meaning:
      'No public record answers to this address. It may be mistyped; it may name something that is not published.',
    remedy: 'Find the record through a list, and use the addresses in its `links`.',
  },
  {
    name: 'method-not-allowed',
    status: 405,
    title: 'This address does not take that method',
    meaning: 'The address exists, but not for this HTTP method. The header `Allow` names those it takes.',
    remedy: 'To read, use GET or HEAD.',
  },
  {
    name: 'not-acceptable',
    status: 406,
    title: 'None of the accepted media types can be served',
    meaning: 'The header `Accept` leaves out every form this answer comes in.',
    remedy: 'Accept `application/json`, or leave the header out.',
  },
  {
    name: 'conflict',
    status: 409,
    title: 'Somebody else was first',
    meaning: 'The request contradicts what has been stored in the meantime: a slug is taken, or a record has changed.',
    remedy: 'Read the record again and decide anew.',
  },
  {
    name: 'gone',
    status: 410,
    title: 'Withdrawn',
    meaning: 'The article was published and has been withdrawn. `detail` gives the reason the newsroom made public.',
    remedy: 'Take the article out of your own pages and caches, and do not ask for it again.',
  },
  {
    name: 'body-too-large',
    status: 413,
    title: 'The body is too large',
    meaning: 'The body exceeds what this operation takes.',
    remedy: 'Send less at once; the documentation names the limit.',
  },
  {
    name: 'query-too-long',
    status: 414,
    title: 'The query is too long',
    meaning: 'The address with its query is longer than the server reads.',
    remedy: 'Ask for fewer ids at once, or write a shorter expression.',
  },
  {
    name: 'unsupported-media-type',
    status: 415,
    title: 'The body’s media type is not supported',
    meaning: 'The header `Content-Type` names a format this operation does not read, or is missing.',
    remedy: 'Send JSON, and say so: `Content-Type: application/json`.',
  },
  {
    name: 'internal',
    status: 500,
    title: 'Something went wrong here',
    meaning: 'The fault is on the newsroom’s side. It has been recorded under the `requestId` of the answer.',
    remedy: 'Try again a little later. If it happens again, report the `requestId`.',
  },
  {
    name: 'unavailable',
    status: 503,
    title: 'Not available for the moment',
    meaning: 'The newsroom’s server is starting, stopping, or has more to do than it can.',
    remedy: 'Wait as long as the header `Retry-After` says, then ask again.',
  },
  {
    name: 'second-factor-needed',
    status: 401,
    title: 'A code is needed beside the password',
    meaning: 'The password is right, and the account has a second factor.',
    remedy: 'Send the same again with `code`: the six digits of the authenticator, or a recovery code.',
  },
  {
    name: 'sign-in-again',
    status: 401,
    title: 'Sign in again first',
    meaning: 'What gives power or money away needs a sign-in of the last minutes, and this session began earlier.',
    remedy: 'Sign in again, then send the same once more.',
  },
  {
    name: 'stale',
    status: 412,
    title: 'It was changed meanwhile',
    meaning: 'Somebody else changed what you are changing, after you had read it. Nothing was overwritten.',
    remedy: 'Read it again, put your change into what it is now, and send it with the new version.',
  },
  {
    name: 'version-needed',
    status: 428,
    title: 'Say which version you change',
    meaning: 'Changes need `If-Match`, so that nobody overwrites what they have not seen.',
    remedy: 'Read it first, and send its `ETag` back as `If-Match`.',
  },
];
