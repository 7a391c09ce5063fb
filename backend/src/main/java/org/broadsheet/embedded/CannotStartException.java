package org.broadsheet.embedded;

/** Why the process cannot start, in one line that names the remedy. */
final class CannotStartException extends Exception {
    CannotStartException(String message) {
        super(message, null, false, false);
    }
}
