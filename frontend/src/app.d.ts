declare global {
  namespace App {
    interface Error {
      /** Why an article is gone, in the newsroom's own words. */
      reason?: string;
      /** What to quote when reporting the fault. */
      requestId?: string;
    }
  }
}

export {};
