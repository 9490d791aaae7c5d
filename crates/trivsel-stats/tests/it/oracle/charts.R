# Centre lines, limits, signals and runs, written out in base R.
s <- read.csv("series.csv")
num <- function(x) sprintf("%.17g", x)

# Layouts: which points are missing, ghosts, where phases start (0-based), how many points lock the limits.
layouts <- list(
  whole  = list(missing = integer(0), ghosts = integer(0), starts = 0, lock = Inf),
  parted = list(missing = c(5, 33), ghosts = c(10:13, 40), starts = c(0, 26), lock = 16))

roles <- function(l, present) {
  n <- length(present)
  phase <- findInterval(0:(n - 1), l$starts)
  judged <- present & !(0:(n - 1) %in% l$ghosts)
  base <- judged & ave(as.numeric(judged), phase, FUN = cumsum) <= l$lock
  list(phase = phase, judged = judged, base = base)
}

typical <- function(mr, spread) switch(spread,
  mean = mean(mr), screened = mean(mr[mr < 3.267 * mean(mr)]), median = median(mr))

# Moving ranges between neighbouring baseline points of one phase (y is NA elsewhere).
ranges <- function(y) { mr <- abs(diff(y)); mr[!is.na(mr)] }

xmr <- function(y, r, spread) {
  cl <- lo <- up <- sg <- rep(NA, length(y))
  for (k in unique(r$phase)) {
    i <- r$phase == k
    b <- ifelse(r$base & i, y, NA)
    m <- mean(b, na.rm = TRUE)
    d <- c(mean = 2.66, screened = 2.66, median = 3.145)[[spread]] * typical(ranges(b), spread)
    cl[i] <- m; lo[i] <- m - d; up[i] <- m + d; sg[i] <- d / 3
  }
  data.frame(cl, lo, up, sg)
}

attribute <- function(x, n, r, law, spread) {
  cl <- lo <- up <- sg <- rep(NA, length(x))
  for (k in unique(r$phase)) {
    i <- r$phase == k
    b <- r$base & i
    p <- sum(x[b]) / sum(n[b])
    sd <- sqrt((if (law == "p") p * (1 - p) else p) / n)
    z <- ifelse(b, (x / n - p) / sd, NA)
    sz <- switch(spread, none = 1, mean = typical(ranges(z), "mean") / 1.128,
                 screened = typical(ranges(z), "screened") / 1.128, median = typical(ranges(z), "median") / 0.954)
    cl[i] <- p; sg[i] <- (sz * sd)[i]
    lo[i] <- pmax(0, p - 3 * sg[i])
    up[i] <- if (law == "p") pmin(1, p + 3 * sg[i]) else p + 3 * sg[i]
  }
  data.frame(cl, lo, up, sg)
}

# Signals as text "Rule+" or "Rule-", at each position; patterns live in stretches of neighbours of one phase.
signals <- function(y, c, r, rules) {
  out <- vector("list", length(y))
  put <- function(at, what) for (i in at) out[[i]] <<- union(out[[i]], what)
  ok <- r$judged & !is.na(y)
  group <- cumsum(c(TRUE, !ok[-length(ok)] | r$phase[-1] != r$phase[-length(ok)]) | !ok)
  for (g in unique(group[ok])) {
    at <- which(group == g & ok)
    v <- y[at]; side <- sign(v - c$cl[at]); z <- (v - c$cl[at]) / c$sg[at]
    out_up <- v > c$up[at]; out_lo <- v < c$lo[at]
    put(at[out_up], "OutsideLimits+"); put(at[out_lo], "OutsideLimits-")
    if (rules == "three_sigma") next
    long <- if (rules == "nhs") 7 else 8
    e <- rle(side); last <- cumsum(e$lengths); first <- last - e$lengths + 1
    for (k in seq_along(last)) if (e$lengths[k] >= long && e$values[k] != 0)
      put(at[first[k]:last[k]], paste0("Shift", if (e$values[k] > 0) "+" else "-"))
    if (rules == "nhs" && length(v) >= 7) for (w in 1:(length(v) - 6)) {
      d <- diff(v[w:(w + 6)])
      if (all(d > 0)) put(at[w:(w + 6)], "Trend+")
      if (all(d < 0)) put(at[w:(w + 6)], "Trend-")
    }
    k_of <- function(m, k, sigmas, name) if (length(v) >= m) for (w in 1:(length(v) - m + 1)) for (d in c(1, -1)) {
      win <- w:(w + m - 1)
      far <- d * z[win] > sigmas
      if (rules == "nhs") {
        far <- far & !out_up[win] & !out_lo[win]
        if (!all(side[win] == d)) next
      }
      if (sum(far) >= k) put(at[win[far]], paste0(name, if (d > 0) "+" else "-"))
    }
    k_of(3, 2, 2, "NearLimit")
    if (rules == "western_electric") k_of(5, 4, 1, "BeyondOneSigma")
  }
  out
}

walk <- read.csv("walk.csv")$value
walk_layouts <- list(
  whole  = list(missing = integer(0), ghosts = integer(0), starts = 0, lock = Inf),
  parted = list(missing = c(74, 120), ghosts = c(30:35, 175), starts = c(0, 100, 190), lock = 30))

points <- character(0); flags <- character(0); runs <- character(0)
for (ln in names(layouts)) {
  l <- layouts[[ln]]
  gone <- s$position %in% l$missing
  y <- ifelse(gone, NA, s$days / s$exposure)
  share <- ifelse(gone | s$trials == 0, NA, s$cases / s$trials)
  r <- roles(l, !is.na(y)); rs <- roles(l, !is.na(share))
  charts <- list()
  for (sp in c("mean", "screened", "median")) {
    charts[[paste0("xmr_", sp)]] <- list(y = y, r = r, c = xmr(y, r, sp))
    charts[[paste0("u_prime_", sp)]] <- list(y = y, r = r, c = attribute(s$days, s$exposure, r, "u", sp))
    charts[[paste0("p_prime_", sp)]] <- list(y = share, r = rs, c = attribute(s$cases, s$trials, rs, "p", sp))
  }
  charts$u <- list(y = y, r = r, c = attribute(s$days, s$exposure, r, "u", "none"))
  charts$p <- list(y = share, r = rs, c = attribute(s$cases, s$trials, rs, "p", "none"))
  w <- walk_layouts[[ln]]
  wy <- ifelse((seq_along(walk) - 1) %in% w$missing, NA, walk)
  wr <- roles(w, !is.na(wy))
  charts$walk_xmr <- list(y = wy, r = wr, c = xmr(wy, wr, "mean"))
  for (cn in names(charts)) {
    ch <- charts[[cn]]
    # A position without a denominator has a centre line but no limits.
    none <- if (grepl("xmr", cn)) rep(FALSE, length(ch$y)) else is.na(ch$y)
    points <- c(points, paste(ln, cn, seq_along(ch$y) - 1, num(ch$c$cl), ifelse(none, "", num(ch$c$lo)),
                              ifelse(none, "", num(ch$c$up)), sep = ","))
    for (rules in c("nhs", "western_electric", "three_sigma")) {
      f <- signals(ch$y, ch$c, ch$r, rules)
      for (i in seq_along(f)) if (length(f[[i]]))
        flags <- c(flags, paste(ln, cn, rules, i - 1, paste(sort(f[[i]]), collapse = " "), sep = ","))
    }
  }
  for (name in c("days", "share")) {
    v <- if (name == "days") y else share
    rr <- if (name == "days") r else rs
    for (k in unique(rr$phase)) {
      i <- rr$phase == k
      m <- median(v[rr$base & i])
      sides <- sign(v[rr$judged & i] - m); sides <- sides[sides != 0]
      len <- rle(sides)$lengths; u <- length(sides)
      runs <- c(runs, paste(ln, name, k - 1, sum(rr$judged & i), num(m), u, max(len), round(log2(u)) + 3,
                            length(len) - 1, qbinom(0.05, u - 1, 0.5), sep = ","))
    }
  }
}
writeLines(c("layout,chart,position,centre,lower,upper", points), "chart_points.csv")
writeLines(c("layout,chart,rules,position,signals", flags), "chart_signals.csv")
writeLines(c("layout,series,phase,observations,median,useful,longest_run,longest_limit,crossings,crossings_limit", runs),
           "run_charts.csv")
