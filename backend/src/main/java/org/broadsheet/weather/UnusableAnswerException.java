package org.broadsheet.weather;

/** The provider answered, but not with weather that can be believed: asking again at once would not help. */
class UnusableAnswerException extends RuntimeException {
    UnusableAnswerException(String why) {
        super(why);
    }
}
