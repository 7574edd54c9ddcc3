/**
 * Definitions: what people of the company lay down and change, such as pipelines, rules or calendars, as data in versions. One
 * stream a definition, {@code definition-…}.
 *
 * <p>Promises: a version never changes once it has been effective; nothing in a definition is personal, and it is about nobody
 * in particular. Forbids: any knowledge of the features whose definitions they are.
 */
@NullMarked
package io.annals.events.definition;

import org.jspecify.annotations.NullMarked;
