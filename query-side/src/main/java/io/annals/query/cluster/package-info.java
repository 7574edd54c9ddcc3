/** Who is one with whom at a position, read from the log: the one thing that views, visibility and live frames all ask. */
@NullMarked
package io.annals.query.cluster;

import org.jspecify.annotations.NullMarked;
