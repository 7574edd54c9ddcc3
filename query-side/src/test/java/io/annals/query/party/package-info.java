@NullMarked
package io.annals.query.party;

import org.jspecify.annotations.NullMarked;
