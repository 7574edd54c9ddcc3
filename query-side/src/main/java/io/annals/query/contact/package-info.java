/** Contacts: what they say in timelines. */
@NullMarked
package io.annals.query.contact;

import org.jspecify.annotations.NullMarked;
