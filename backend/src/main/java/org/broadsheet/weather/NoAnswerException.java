package org.broadsheet.weather;

/** The provider could not be reached, or fell silent: trying again may help. */
class NoAnswerException extends RuntimeException {
    NoAnswerException(String why) {
        super(why);
    }
}
