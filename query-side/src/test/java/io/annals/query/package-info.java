/** What the tests of all views share: a log on a real mongod, and stories to tell it. */
@NullMarked
package io.annals.query;

import org.jspecify.annotations.NullMarked;
