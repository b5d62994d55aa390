"""A small village, edited, answered, broken off and hurried through time: do its promises hold?"""
