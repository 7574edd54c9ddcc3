/** What is written today is read for ever, and what is personal only with a key. */
@NullMarked
package io.annals.encoding;

import org.jspecify.annotations.NullMarked;
