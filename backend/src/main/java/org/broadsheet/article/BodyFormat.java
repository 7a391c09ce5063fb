package org.broadsheet.article;

/** The forms in which a body can be had. */
enum BodyFormat {
    HTML,
    TEXT,
    MARKDOWN,
    BLOCKS
}
